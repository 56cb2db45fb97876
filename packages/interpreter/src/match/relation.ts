/** Whether `order`, negative, zero or positive, stands in a relation (RFC 5231 section 4). */
export function holds(relation: string, order: number): boolean {
  switch (relation.toLowerCase()) {
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    case 'ne':
      return order !== 0;
    default:
      return order === 0;
  }
}
