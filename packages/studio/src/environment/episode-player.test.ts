import { evaluate, learnable, make } from "drumlin";
import { describe, expect, it } from "vitest";
import { EpisodePlayer } from "./episode-player.ts";

/** Pushes towards where the pole falls. */
const leaning = {
  act: (observation: ArrayLike<number>) => (observation[2]! + 0.3 * observation[3]! > 0 ? 1 : 0),
};
const cartPole = () => learnable(make("CartPole-v1", { maxEpisodeSteps: 120 }));

describe("EpisodePlayer", () => {
  it("plays the episodes of evaluate() from the same seeds", () => {
    for (const id of ["CartPole-v1", "Pendulum-v1", "FrozenLake-v1"]) {
      const policy = id === "CartPole-v1" ? leaning : { act: () => 1 };
      const player = new EpisodePlayer(learnable(make(id, { maxEpisodeSteps: 120 })), 20_000);
      const returns = Array.from({ length: 5 }, () => {
        while (!player.isOver) player.advance(policy);
        const { lastReturn } = player;
        player.begin();
        return lastReturn;
      });
      const evaluation = evaluate(policy, learnable(make(id, { maxEpisodeSteps: 120 })), {
        episodes: 5,
        seed: 20_000,
      });
      expect(returns).toEqual(evaluation.returns);
      expect(player.episode).toBe(6);
    }
  });

  it("cuts an endless episode where evaluate() does", () => {
    const player = new EpisodePlayer(learnable(make("CliffWalking-v1")), 0);
    while (!player.isOver) player.advance({ act: () => 0 });
    expect(player.step).toBe(1000);
  });

  it("counts a broken-off episode as no episode's return, and starts the next from the next seed", () => {
    const player = new EpisodePlayer(cartPole(), 5);
    player.advance({ act: () => 0 });
    player.begin();
    expect(player).toMatchObject({ episode: 2, step: 0, episodicReturn: 0, lastReturn: null, action: null });
    expect(player.observation).toEqual(cartPole().reset({ seed: 6 }).observation);
  });

  it("refuses a step after the episode's end", () => {
    const player = new EpisodePlayer(cartPole(), 0);
    while (!player.isOver) player.advance({ act: () => 0 });
    expect(() => player.advance({ act: () => 0 })).toThrow(/episode 1 is over/);
  });
});
