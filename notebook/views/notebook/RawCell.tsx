/** A raw cell: text that is kept as it is and never run. */
import { CellSource } from "./CellSource.tsx";
import type { CellProps } from "./CellView.tsx";

export function RawCell(props: CellProps) {
  return <CellSource cell={props.cell} label={`Raw text of cell ${props.number}`} language="plaintext" />;
}
