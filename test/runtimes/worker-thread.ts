import { parentPort } from "node:worker_threads";
import { trainOnEach } from "./page/trainings.ts";

parentPort?.postMessage(await trainOnEach());
