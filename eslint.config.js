/** What the linter looks for: faults that the compiler does not see. Layout is prettier's business, the house is test/tidy's. */
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Shapes that are refused everywhere, with what to write instead. */
const refused = [
  ['TSEnumDeclaration', 'Write a union of literals instead of an enum.'],
  ['ExportDefaultDeclaration', 'Export it by its name: one name for a thing, everywhere.'],
  ['TSAsExpression > TSAsExpression > TSUnknownKeyword', 'Parse or narrow the value: a double cast hides what it is.'],
  [
    'ClassDeclaration[superClass]:not([superClass.name=/^(Error|LedgerError)$/])',
    'Compose functions and values: no base classes.',
  ],
  ['ForInStatement', 'Write for … of Object.keys(…): `for in` also visits what was inherited.'],
].map(([selector, message]) => ({ selector, message }))

const exits = { object: 'process', property: 'exit', message: 'Only the entry ends the process: return an exit code, or throw.' }

export default defineConfig(
  globalIgnores(['dist/', '.mutants/', '.tap/', 'coverage/', 'ledger/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Without a `default` every case must be there. A `default` is for unions that are not ours.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Sorting without a comparator compares texts: right for ids, wrong for numbers.
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/prefer-optional-chain': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `String(data.field)` reads unchecked JSON; templates, where an object would slip in, have the rule above.
      '@typescript-eslint/no-base-to-string': 'off',
      // `noUncheckedIndexedAccess` makes `!` the way to say that an index of a typed array is within its bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // An `async` function may implement a port that waits elsewhere.
      '@typescript-eslint/require-await': 'off',
      // Registries are typed by a parameter that only their entries use.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-else-return': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      'no-constant-binary-expression': 'error',
      'no-loss-of-precision': 'error',
      'no-sparse-arrays': 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
      'object-shorthand': 'error',
      'no-restricted-syntax': ['error', ...refused],
      'no-restricted-properties': ['error', exits],
    },
  },
  {
    files: ['src/cli/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/cli/entry.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // tap waits for its own subtests and assertions.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafePromises: [{ from: 'package', name: 'PromiseWithSubtest', package: '@tapjs/core' }] },
      ],
      // Tests read JSON that the product printed, and pass wrong values on purpose.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Sources as texts.
      'no-template-curly-in-string': 'off',
    },
  },
)
