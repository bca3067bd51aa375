declare module 'jstat' {
  const jStat: {
    readonly beta: { inv(p: number, a: number, b: number): number };
    readonly gamma: { inv(p: number, shape: number, scale: number): number };
  };
  export default jStat;
}
