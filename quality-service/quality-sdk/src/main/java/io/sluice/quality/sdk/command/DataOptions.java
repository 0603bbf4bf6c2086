package io.sluice.quality.sdk.command;

import io.sluice.catalog.model.Column;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceResolver;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.Source;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.sdk.check.DataFiles;
import io.sluice.quality.sdk.rules.SchemaFile;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which data is judged, and how its files are read. */
final class DataOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "DATA",
      description = {
        "CSV, TSV, Parquet, JSON or NDJSON files, globs, or directories of them (with Hive"
            + " partitions as columns); several are read as one table.",
        "Without any, each rule set's own source is read."
      })
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "ID",
      description = "The batch, put where the source says $${batch}.")
  private @Nullable String batch;

  @Option(
      names = "--data-format",
      paramLabel = "FORMAT",
      description = "csv, tsv, parquet, json or ndjson, where the file's name does not tell.")
  private @Nullable String dataFormat;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description =
          "How files are read, as in a source's options: delimiter, header, quote, escape,"
              + " nullText, dateFormat, timestampFormat, allText, encoding, hivePartitioning.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description =
          "The types of columns, which text files do not tell: {id: integer, day: date} as YAML or"
              + " JSON.")
  private @Nullable Path schema;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Nullable String batch() {
    return batch;
  }

  /** The files that the command line names, as far as they are there. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String argument : data) {
      try {
        files.addAll(DataFiles.resolve(List.of(argument)));
      } catch (DataFiles.NotUsable missing) {
        // Told when it is to be judged.
      }
    }
    if (schema != null) {
      files.add(schema);
    }
    return files;
  }

  /**
   * What to judge: the files or the table of the command line, or the rule set's own source.
   *
   * @throws CommandFailure if there are none
   */
  Source source(@Nullable SourceSpec own, Path ruleFile, Terminal terminal) {
    if (!data.isEmpty()) {
      database.requireNoTable();
      return named(own);
    }
    Optional<Source> table = database.source(own, batch, terminal);
    if (table.isPresent()) {
      return table.get();
    }
    if (own == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no data: name a file, or give the rule set a source",
          "sluice check --rules " + ruleFile + " data.csv");
    }
    String format = dataFormat == null ? own.format() : askedFormat().map(Enum::name).orElse(null);
    SourceSpec spec = new SourceSpec(own.paths(), format, merged(own), own.table());
    try {
      return new SourceResolver(roots(ruleFile, terminal)).source(spec, batch);
    } catch (SourceRefusedException refused) {
      String hint =
          refused.code() == SourceRefusedException.Code.BATCH_MISSING
              ? "--batch says which, for example --batch 2026-03-01"
              : null;
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(refused.getMessage()), hint);
    }
  }

  private FileSource named(@Nullable SourceSpec own) {
    data.forEach(argument -> Arguments.refuseStandardInput("DATA", argument));
    Optional<FileFormat> asked = askedFormat();
    Optional<FileFormat> format =
        asked.isPresent() || own == null || own.format() == null
            ? asked
            : FileFormat.named(own.format());
    try {
      return new FileSource(DataFiles.resolve(data), format, merged(own));
    } catch (DataFiles.NotUsable unusable) {
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(unusable.getMessage()), null);
    }
  }

  /** The command line's options win over those of the rule set. */
  private Map<String, String> merged(@Nullable SourceSpec own) {
    Map<String, String> merged = new LinkedHashMap<>(own == null ? Map.of() : own.options());
    if (schema != null) {
      columns(schema).forEach(column -> merged.put("schema." + column.name(), column.type()));
    }
    merged.putAll(options);
    return merged;
  }

  private static List<Column> columns(Path schema) {
    try {
      return SchemaFile.read(schema).columns();
    } catch (IOException unfit) {
      throw new CommandFailure(
          ExitCode.ERROR, "cannot read columns from " + schema + ": " + unfit.getMessage(), null);
    }
  }

  /** Where the rule set's own paths are looked for: here, beside the rule file, in the platform. */
  private static List<Path> roots(Path ruleFile, Terminal terminal) {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of("").toAbsolutePath());
    Path beside = ruleFile.toAbsolutePath().getParent();
    if (beside != null && !roots.contains(beside)) {
      roots.add(beside);
    }
    Path data = Path.of(terminal.env("SLUICE_HOME", ".sluice")).resolve("data").toAbsolutePath();
    if (Files.isDirectory(data)) {
      roots.add(data);
    }
    return roots;
  }

  private Optional<FileFormat> askedFormat() {
    if (dataFormat == null) {
      return Optional.empty();
    }
    Optional<FileFormat> known = FileFormat.named(Objects.requireNonNull(dataFormat));
    if (known.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--data-format: '" + dataFormat + "' is unknown",
          "use csv, tsv, parquet, json or ndjson");
    }
    return known;
  }
}
