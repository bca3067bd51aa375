/** What an award formula may use beside the inputs that the program names. */
export const formulaInputs = ['base', 'share', 'weight', 'achieved', 'numerator', 'denominator', 'rate'] as const;
