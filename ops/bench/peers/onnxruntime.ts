/** onnxruntime-web, on WASM or on WebGPU. Without WebGPU it copies inputs and outputs on every run; with it they stay on the GPU. */
import type { Library, Runner, Start } from "./library.ts";
import { graphOf } from "./onnx-graphs.ts";
import { encodeModel } from "./onnx-model.ts";

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
      return {
        async run(count) {
          for (let i = 0; i < count; i++) {
            const { y } = await session.run(feeds);
            if (row.reads) await y!.getData();
            y!.dispose();
          }
          await gpu?.queue.onSubmittedWorkDone();
        },
        async result() {
          const { y } = await session.run(feeds);
          const data = Float32Array.from(await y!.getData());
          y!.dispose();
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

function bufferOf(gpu: GPUDevice, data: Float32Array<ArrayBuffer>): GPUBuffer {
  const buffer = gpu.createBuffer({ size: Math.max(16, data.byteLength), usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST });
  gpu.queue.writeBuffer(buffer, 0, data);
  return buffer;
}
