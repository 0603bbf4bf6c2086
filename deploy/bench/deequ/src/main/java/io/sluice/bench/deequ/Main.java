package io.sluice.bench.deequ;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Answers each line on standard input with a run of the thirty rules: what it took in nanoseconds
 * ({@code @cost wall cpu}), each figure ({@code @figure value id …}), {@code @done}.
 */
public final class Main {

  private Main() {}

  /** Takes the Parquet file, the number of threads and a directory for shuffles. */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + arguments[1] + "]")
            .appName("sluice-bench")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.local.dir", arguments[2])
            .config("spark.sql.session.timeZone", "UTC")
            // The default, 200, is for clusters: it only costs here.
            .config("spark.sql.shuffle.partitions", "8")
            .getOrCreate();
    ThirtyRules rules = new ThirtyRules();
    System.out.println("@ready Spark " + spark.version());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    while (in.readLine() != null) {
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      Map<String, Double> figures = rules.figures(spark.read().parquet(arguments[0]));
      System.out.println(
          "@cost " + (System.nanoTime() - wall) + " " + (system.getProcessCpuTime() - cpu));
      figures.forEach((id, value) -> System.out.println("@figure " + value + " " + id));
      System.out.println("@done");
    }
    spark.stop();
  }
}
