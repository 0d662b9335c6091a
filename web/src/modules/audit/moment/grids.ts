const grids = [
  'rows',
  'systems',
  'components',
  'instruments',
  'own_classes',
  'service_tasks',
  'spare_parts',
  'requirements',
  'locations',
  'types',
  'disciplines',
  'methods',
  'phases',
]

/** gridOf is the register that shows a table's rows in its own grid, if there is one. */
export const gridOf = (table: string): string | undefined =>
  grids.find((register) => table === `registers.${register}`)
