/** The version of the evaluator. It must change whenever a golden answer changes; `test/golden.test.ts` holds it. */
export const ENGINE = '1'
