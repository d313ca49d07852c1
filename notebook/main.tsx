/** The page's entry. */
import { render } from "solid-js/web";
import { App } from "./views/App.tsx";
import { applyTheme } from "./views/theme.ts";
import "./styles/base.css";
import "./styles/controls.css";

applyTheme();
render(() => <App />, document.getElementById("root")!);
