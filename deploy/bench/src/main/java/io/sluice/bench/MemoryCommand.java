package io.sluice.bench;

import io.sluice.bench.measure.ChildProcess;
import io.sluice.bench.measure.Table;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.bench.sales.Sales;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The peak memory of {@code sluice check}. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = {
      "Peak memory of sluice check with its default settings, 30 rules with exact uniqueness, seen",
      "from outside (VmHWM: heap, DuckDB and all), and how much it spilled."
    })
final class MemoryCommand implements Callable<Integer> {

  /** As the script sluice starts a check. */
  static final List<String> JVM_OF_SLUICE =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  @Mixin private final Common common = new Common();

  @Option(
      names = "--check-option",
      paramLabel = "OPTION",
      description = "Passed to sluice check, as in --check-option=--memory=512MB.")
  private List<String> checkOptions = List.of();

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "Passed to its virtual machine, as in --jvm-option=-Xmx256m.")
  private List<String> jvmOptions = List.of();

  @Override
  public Integer call() throws Exception {
    common.begin("Peak memory of sluice check");
    Sales sales = common.sales();
    System.out.println(sales.describe());
    Path rules = Files.createDirectories(common.temporary()).resolve("rules30.yaml");
    Files.writeString(rules, RuleTexts.thirty());
    List<String> arguments =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "check", "--quiet", "--rules", rules.toString(), sales.file().toString()),
                checkOptions.stream())
            .toList();
    List<String> jvm =
        java.util.stream.Stream.concat(JVM_OF_SLUICE.stream(), jvmOptions.stream()).toList();
    ChildProcess.Seen seen =
        ChildProcess.run(
            jvm,
            common.temporary().resolve("spill"),
            io.sluice.quality.sdk.Main.class.getName(),
            arguments);
    System.out.printf("sluice %s%njava %s%n%n", String.join(" ", arguments), String.join(" ", jvm));
    System.out.println(String.join("\n", seen.output()));
    if (seen.exitCode() != 0) {
      throw new IllegalStateException("sluice check ended with " + seen.exitCode());
    }
    new Table("", "peak memory MB", "spilled MB at most", "CPU s", "wall s")
        .row(
            "whole process",
            megabytes(seen.peakBytes()),
            megabytes(seen.spilledBytes()),
            String.format(Locale.ROOT, "%.1f", seen.cost().cpuSeconds()),
            String.format(Locale.ROOT, "%.1f", seen.cost().wallSeconds()))
        .print(System.out);
    double gigabytes = seen.peakBytes() / 1e9;
    Common.target("peak memory in GB", gigabytes, common.rows() <= 10_000_000 ? 1 : 2);
    return 0;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / 1e6);
  }
}
