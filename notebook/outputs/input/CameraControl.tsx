/** A picture from the reader's camera. It is switched on by the reader, shown while it is on, and off again when the control goes. */
import { createEffect, createSignal, onCleanup, Show, type JSX } from "solid-js";

interface Props {
  label: string;
  onPicture(file: File): void;
}

export function CameraControl(props: Props): JSX.Element {
  const [stream, setStream] = createSignal<MediaStream>();
  const [problem, setProblem] = createSignal("");
  const [taken, setTaken] = createSignal(0);
  let video!: HTMLVideoElement;

  const stop = () => {
    for (const track of stream()?.getTracks() ?? []) track.stop();
    setStream(undefined);
  };
  const start = async () => {
    setProblem("");
    try {
      setStream(await navigator.mediaDevices.getUserMedia({ video: true }));
    } catch (error) {
      setProblem(`the camera cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const take = async () => {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d")!.drawImage(video, 0, 0);
    const picture = await canvas.convertToBlob({ type: "image/png" });
    setTaken(taken() + 1);
    props.onPicture(new File([picture], `picture-${taken()}.png`, { type: picture.type }));
  };
  createEffect(() => {
    const playing = stream();
    if (playing) video.srcObject = playing;
  });
  onCleanup(stop);

  return (
    <div class="input-camera" role="group" aria-label={props.label}>
      <span aria-hidden="true">{props.label}</span>
      <Show
        when={stream()}
        fallback={
          <button type="button" class="button" onClick={() => void start()}>
            Switch the camera on
          </button>
        }
      >
        <video ref={video} autoplay muted playsinline aria-label="What the camera sees" />
        <div class="input-row">
          <button type="button" class="button primary" onClick={() => void take()}>
            Take a picture
          </button>
          <button type="button" class="button" onClick={stop}>
            Switch it off
          </button>
        </div>
      </Show>
      <Show when={taken() > 0}>
        <span class="input-hint" role="status">{`${taken()} ${taken() === 1 ? "picture" : "pictures"} taken`}</span>
      </Show>
      <Show when={problem()}>
        <span class="input-error" role="alert">
          {problem()}
        </span>
      </Show>
    </div>
  );
}
