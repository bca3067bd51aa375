import { openDuck, pathLiteral, targetLiteral } from './duck.ts';

/**
 * Writes a CSV file of an Equipoise table as Parquet beside it, every column as the text that it is.
 *
 * @param path  a .csv file
 * @returns     the path of the .parquet file
 */
export async function convertToParquet(path: string): Promise<string> {
  const target = `${path.replace(/\.csv$/, '')}.parquet`;
  const duck = await openDuck();
  try {
    await duck.run(
      `copy (select * from read_csv(${pathLiteral(path)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', hive_partitioning = false)) to ${targetLiteral(target)} (format parquet)`,
    );
    return target;
  } finally {
    duck.close();
  }
}
