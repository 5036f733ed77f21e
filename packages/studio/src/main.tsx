import { render } from "preact";
import { App } from "./app/app.tsx";

const server = document.querySelector<HTMLMetaElement>('meta[name="drumlin-server"]')?.content;

render(<App hasServer={server === "here"} />, document.getElementById("studio")!);
