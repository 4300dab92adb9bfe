/** By what the lines of a cover are listed, beside the columns that its parts are split by. */

export const GROUPINGS = ['street', 'kind', 'unit', 'quarter', 'month'] as const
export type Grouping = (typeof GROUPINGS)[number]
