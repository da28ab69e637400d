/** How the pages of yield and gaps write shares. */

export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? "—" : `${(100 * share).toFixed(1)} %`;
}

/** The interval of a share. */
export function between(low: number | null | undefined, high: number | null | undefined): string {
  return low === null || low === undefined
    ? ""
    : `${(100 * low).toFixed(0)} – ${(100 * (high ?? 1)).toFixed(0)} %`;
}
