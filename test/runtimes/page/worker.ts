import { report } from "./report.ts";
import { trainOnEach } from "./trainings.ts";

await report("worker", trainOnEach);
