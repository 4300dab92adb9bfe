/** Small phrases of which the sentences of both dictionaries are made. */

/** `第8121号` */
export const numberZh = (position: number): string => `第${position}号`

/** Seconds, to two or three digits. */
export const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 1000 ? 2 : 1)

/** An instant in UTC+8, to the minute: `2026-06-30 14:04`. */
export const minute = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** `1 unit`, `2 units` */
export const many = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`
