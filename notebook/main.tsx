/** The page's entry. */
import { render } from "solid-js/web";
import { hideUntilFonts } from "./styles/fonts.ts";
import { App } from "./views/App.tsx";
import { applyTheme } from "./views/theme.ts";
import "./styles/base.css";
import "./styles/controls.css";

const root = document.getElementById("root")!;
applyTheme();
hideUntilFonts(root);
render(() => <App />, root);
