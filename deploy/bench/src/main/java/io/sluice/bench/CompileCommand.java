package io.sluice.bench;

import io.sluice.bench.measure.ChildProcess;
import io.sluice.bench.measure.Contestant;
import io.sluice.bench.measure.Cost;
import io.sluice.bench.measure.Measured;
import io.sluice.bench.measure.Meter;
import io.sluice.bench.measure.Table;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.compile.RuleCompiler;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSetReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long many rules over many columns take before anything is read. */
@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    description = {
      "1,000 rules of ten kinds over 500 columns: reading the YAML, compiling against the schema;"
          + " in",
      "a fresh virtual machine (cold) and in a warm one. --rows does not matter here."
    })
final class CompileCommand implements Callable<Integer> {

  private static final int COLUMNS = 500;
  private static final int RULES = 1000;

  @Mixin private final Common common = new Common();

  @Option(names = "--once", hidden = true, description = "Only once, in this fresh process.")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    String yaml = RuleTexts.wide(COLUMNS, RULES);
    if (once) {
      printOnce(yaml);
      return 0;
    }
    common.begin(String.format(Locale.ROOT, "%,d rules over %d columns", RULES, COLUMNS));
    common.describeRounds();
    List<Rule> rules = new RuleSetReader().read(yaml).rules();
    List<Measured> warm =
        common
            .rounds()
            .measureDifferent(
                List.of(
                    Contestant.of(
                        "warm: compile",
                        () -> {
                          compile(rules);
                          return Collections.emptySortedMap();
                        }),
                    Contestant.of(
                        "warm: read YAML and compile",
                        () -> {
                          compile(new RuleSetReader().read(yaml).rules());
                          return Collections.emptySortedMap();
                        })));
    Measured cold = cold();
    Table table = new Table("", "wall s", "CPU s");
    warm.forEach(each -> table.row(each.name(), each.wallText(), each.cpuText()));
    table.row(cold.name(), cold.wallText(), cold.cpuText());
    table.print(System.out);
    Common.target("seconds to compile, warm", warm.get(0).wall(), 1);
    Common.target("seconds to read and compile, cold", cold.wall(), 1);
    return 0;
  }

  private Measured cold() throws Exception {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ChildProcess.Seen seen =
          ChildProcess.run(
              MemoryCommand.JVM_OF_SLUICE,
              common.temporary(),
              Main.class.getName(),
              List.of("compile", "--once"));
      String[] figures = seen.output().get(seen.output().size() - 1).split(" ", -1);
      if (seen.exitCode() != 0) {
        throw new IllegalStateException("the fresh process failed: " + seen.output());
      }
      costs.add(new Cost(Long.parseLong(figures[0]), Long.parseLong(figures[1])));
    }
    return new Measured("cold: read YAML and compile", costs);
  }

  private static void printOnce(String yaml) {
    Meter meter = Meter.start();
    compile(new RuleSetReader().read(yaml).rules());
    Cost cost = meter.stop();
    System.out.println(cost.wallNanos() + " " + cost.cpuNanos());
  }

  private static void compile(List<Rule> rules) {
    List<String> types = RuleTexts.columnTypes();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      columns.add(new Column("c" + i, types.get(i % types.size()), true, null));
    }
    CompiledRules compiled = RuleCompiler.compile(rules, new Schema(columns));
    if (compiled.rules().size() != RULES || !compiled.faults().isEmpty()) {
      throw new IllegalStateException("not all rules compile: " + compiled.faults());
    }
  }
}
