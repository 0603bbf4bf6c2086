package io.sluice.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the data, which the others otherwise make when they need it. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Makes the Parquet file of --rows rows (10 M rows: 0.25 GB, 50 M rows: 1.2 GB).")
final class DataCommand implements Callable<Integer> {

  @Mixin private final Common common = new Common();

  @Override
  public Integer call() throws Exception {
    System.out.println(common.sales().describe());
    return 0;
  }
}
