/** Eigenvalue bounds and pruning are looked after once in this many updates. */
export const UPKEEP_INTERVAL = 100;

/** While a run is shorter than this many averaging times, the average covers the last tenth of its updates. */
export const EARLY_AVERAGING = 10;
