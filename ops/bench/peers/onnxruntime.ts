/** onnxruntime-web, on WASM or on WebGPU. Without WebGPU it copies inputs and outputs on every run; with it they stay on the GPU. */
import type { Session, Tensor } from "onnxruntime-web/wasm";
import type { Library, Runner, Start } from "./library.ts";
import { graphOf } from "./onnx-graphs.ts";
import { encodeModel } from "./onnx-model.ts";
import { chain } from "./rows.ts";

export const start: Start = async ({ device, threads }): Promise<Library> => {
  const ort = device === "webgpu" ? await import("onnxruntime-web/webgpu") : await import("onnxruntime-web/wasm");
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = "error";
  return {
    async prepare(row, inputs): Promise<Runner> {
      const graph = graphOf(row, inputs);
      const session = await ort.InferenceSession.create(encodeModel(graph), {
        executionProviders: [device],
        preferredOutputLocation: device === "webgpu" ? "gpu-buffer" : "cpu",
      });
      const gpu = device === "webgpu" ? await ort.env.webgpu.device : undefined;
      const buffers = gpu === undefined ? [] : graph.inputs.map(({ data }) => bufferOf(gpu, data));
      const tensors = graph.inputs.map(({ data, shape }, i) =>
        gpu === undefined ? new ort.Tensor("float32", data, shape) : ort.Tensor.fromGpuBuffer(buffers[i]!, { dataType: "float32", dims: shape }),
      );
      const feeds = Object.fromEntries(graph.inputs.map(({ name }, i) => [name, tensors[i]!]));
      const compute = row.operation === "adds" ? () => repeat(session, feeds) : async () => (await session.run(feeds))["y"]!;
      return {
        async run(count) {
          for (let i = 0; i < count; i++) {
            const y = await compute();
            if (row.reads) await y.getData();
            y.dispose();
          }
          await gpu?.queue.onSubmittedWorkDone();
        },
        async result() {
          const y = await compute();
          const data = Float32Array.from(await y.getData());
          y.dispose();
          return data;
        },
        dispose() {
          for (const tensor of tensors) tensor.dispose();
          for (const buffer of buffers) buffer.destroy();
          void session.release();
        },
      };
    },
  };
};

/** A program that decides on every operation anew has to run a model for each. */
async function repeat(session: Session, feeds: Record<string, Tensor>): Promise<Tensor> {
  let { y } = await session.run(feeds);
  for (let i = 1; i < chain; i++) {
    const before = y!;
    ({ y } = await session.run({ ...feeds, a: before }));
    before.dispose();
  }
  return y!;
}

function bufferOf(gpu: GPUDevice, data: Float32Array<ArrayBuffer>): GPUBuffer {
  const buffer = gpu.createBuffer({ size: Math.max(16, data.byteLength), usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST });
  gpu.queue.writeBuffer(buffer, 0, data);
  return buffer;
}
