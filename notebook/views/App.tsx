/** The app around the pages: which address shows what, messages in the corner, and trouble with storage. */
import { Router, Route, useNavigate, type RouteSectionProps } from "@solidjs/router";
import { createSignal, ErrorBoundary, lazy, onCleanup, Show, Suspense } from "solid-js";
import { AppContextObject, createAppContext } from "./app-context.ts";
import { MessagePage } from "./parts/MessagePage.tsx";
import { DropVeil } from "./parts/DropVeil.tsx";
import { Toasts } from "./parts/Toasts.tsx";
import { useImport } from "./parts/use-import.ts";

const LibraryPage = lazy(() => import("./library/LibraryPage.tsx"));
const NotebookPage = lazy(() => import("./notebook/NotebookPage.tsx"));
const TrashPage = lazy(() => import("./library/TrashPage.tsx"));
const PlaygroundPage = lazy(() => import("./playground/PlaygroundPage.tsx"));
const GalleryPage = lazy(() => import("./gallery/GalleryPage.tsx"));
const GalleryNotebookPage = lazy(() => import("./gallery/GalleryNotebookPage.tsx"));
const LinkPage = lazy(() => import("./link/LinkPage.tsx"));

export function App() {
  return (
    <Router root={Root}>
      <Route path="/" component={LibraryPage} />
      <Route path="/trash" component={TrashPage} />
      <Route path="/notebook/:id" component={NotebookPage} />
      <Route path="/playground" component={PlaygroundPage} />
      <Route path="/gallery" component={GalleryPage} />
      <Route path="/gallery/:slug" component={GalleryNotebookPage} />
      <Route path="*" component={UnknownPage} />
    </Router>
  );
}

function Root(props: RouteSectionProps) {
  const app = createAppContext(useNavigate());
  const fragment = useFragment();
  return (
    <AppContextObject.Provider value={app}>
      <DropImport />
      <ErrorBoundary fallback={(error, reset) => <BrokenPage error={error} reset={reset} />}>
        <Suspense>
          <Show when={isLink(fragment()) && fragment()} keyed fallback={props.children}>
            {(hash) => <LinkPage fragment={hash} />}
          </Show>
        </Suspense>
      </ErrorBoundary>
      <Toasts />
    </AppContextObject.Provider>
  );
}

/** Files dropped on any page become notebooks of the library. */
function DropImport() {
  const importFiles = useImport();
  return <DropVeil onFiles={(files) => void importFiles(files)} />;
}

/** The address's fragment, followed while the page is open: a link may be pasted over the address of an open notebook. */
function useFragment() {
  const [fragment, setFragment] = createSignal(location.hash);
  const update = () => setFragment(location.hash);
  addEventListener("hashchange", update);
  addEventListener("popstate", update);
  onCleanup(() => {
    removeEventListener("hashchange", update);
    removeEventListener("popstate", update);
  });
  return fragment;
}

const isLink = (hash: string) => hash.startsWith("#nb=") || hash.startsWith("#url=");

function UnknownPage() {
  return (
    <MessagePage title="There is nothing at this address">
      <p>The page may have moved, or the address was cut. Your notebooks are where they were.</p>
    </MessagePage>
  );
}

function BrokenPage(props: { error: unknown; reset(): void }) {
  return (
    <MessagePage
      title="This page ran into an error"
      actions={
        <button type="button" class="button primary" onClick={() => location.reload()}>
          Reload
        </button>
      }
    >
      <p>What you typed is kept. Reloading usually helps; if it does not, the message below tells what happened.</p>
      <pre class="note">{props.error instanceof Error ? props.error.message : String(props.error)}</pre>
    </MessagePage>
  );
}
