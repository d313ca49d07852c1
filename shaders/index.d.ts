export interface Shader {
    readonly code: string;
    /** Entry points and how many invocations a workgroup of each has. */
    readonly entryPoints: Readonly<Record<string, number>>;
    /** Texts with the functions that the code calls; each also needs those before it. */
    readonly libraries: readonly string[];
}
/** Every shader binds its parameters (uniform) at 0, its inputs from 1 on, and its one output last, in group 0. */
export declare const shaders: {
    elementwise: {
        code: string;
        entryPoints: {
            main: number;
        };
        libraries: string[];
    };
    reduce: {
        code: string;
        entryPoints: {
            tree: number;
            serial: number;
        };
        libraries: string[];
    };
    softmax: {
        code: string;
        entryPoints: {
            row_by_group: number;
            row_by_lane: number;
        };
        libraries: string[];
    };
    matmul: {
        code: string;
        entryPoints: {
            main: number;
        };
        libraries: never[];
    };
    thinMatmul: {
        code: string;
        entryPoints: {
            main: number;
        };
        libraries: never[];
    };
};
