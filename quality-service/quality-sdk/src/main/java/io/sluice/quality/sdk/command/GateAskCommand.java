package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.EvaluationRequest;
import io.sluice.quality.sdk.client.EvaluationRequest.RunReference;
import io.sluice.quality.sdk.client.GateClient;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Terminal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a gate about a batch and waits for the decision. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Ask a gate about a batch and wait for the decision.",
    footer = {
      "",
      "Examples:",
      "  sluice gate ask sales-daily --batch 2026-03-01 && load.sh 2026-03-01",
      "  sluice gate ask sales-daily --batch 2026-03-01 --source-file sales/2026-03-01-fixed.csv",
      "  sluice gate ask sales-daily --batch 2026-03-01 \\",
      "      --run 01890c5a-6f0e-7cc4-8f3a-5d2b8d4a1c11 --job etl/load_sales",
      "",
      "Retries repeat one Idempotency-Key, so the question is never asked twice.",
      "Exit codes: 0 PASS or WARN, 2 HALT, 3 error, 4 timeout, 64 usage, 77 not allowed."
    })
final class GateAskCommand implements Callable<Integer> {

  private static final Pattern JOB = Pattern.compile("(.+)/([^/]+)");

  @Parameters(paramLabel = "GATE", description = "The gate, named like its rule set.")
  private String gate = "";

  @Option(names = "--batch", required = true, paramLabel = "ID", description = "The batch.")
  private String batch = "";

  @Option(
      names = "--batch-time",
      paramLabel = "INSTANT",
      description = "The time the batch stands for, for example 2026-03-01T00:00:00Z.")
  private @Nullable String batchTime;

  @Option(
      names = "--source-file",
      paramLabel = "PATH",
      description = "Judge this file, relative to a data root; may be repeated.")
  private List<String> sourceFiles = new ArrayList<>();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "Where in the pipeline this is asked, for example pre-load.")
  private @Nullable String stage;

  @Option(names = "--run", paramLabel = "UUID", description = "The OpenLineage run that asks.")
  private @Nullable UUID run;

  @Option(names = "--job", paramLabel = "NAMESPACE/NAME", description = "The job of that run.")
  private @Nullable String job;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Names this question; asking it again gets the same evaluation.")
  private @Nullable String idempotencyKey;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long the server may hold each request, 0 to 60 (default: 25).")
  private int wait = (int) GateClient.DEFAULT_WAIT.toSeconds();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long to wait for the decision in all (default: 15m).")
  private Duration timeout = Duration.ofMinutes(15);

  @Option(
      names = "--warn-exit",
      paramLabel = "N",
      description = "The exit code for WARN (default: 0).")
  private int warnExit;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "What to print (default: text).")
  private GateCommand.OutputFormat format = GateCommand.OutputFormat.text;

  private final Terminal terminal;

  GateAskCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Arguments.requireExitCode(warnExit);
    if (wait < 0 || wait > 60) {
      throw new CommandFailure(ExitCode.USAGE, "--wait takes 0 to 60 seconds", null);
    }
    sourceFiles.forEach(file -> Arguments.refuseStandardInput("--source-file", file));
    EvaluationRequest request = request();
    GateClient client = LocalPlatform.client(terminal);
    try (Progress progress =
        Progress.start(
            terminal, terminal.errIsTerminal(), Arguments.width(terminal), "asking " + gate)) {
      Evaluation evaluation = client.ask(request, Duration.ofSeconds(wait), timeout);
      return GateOutput.print(terminal, evaluation, format, warnExit);
    }
  }

  private EvaluationRequest request() {
    if (gate.isBlank() || batch.isBlank()) {
      throw new CommandFailure(ExitCode.USAGE, "GATE and --batch must not be blank", null);
    }
    String key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
    if (key.isBlank() || key.chars().anyMatch(c -> c < ' ' || c > 126)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--idempotency-key takes printable ASCII characters", null);
    }
    return new EvaluationRequest(gate, batch, instant(), sourceFiles, stage, reference(), key);
  }

  private @Nullable Instant instant() {
    try {
      return batchTime == null ? null : Instant.parse(batchTime);
    } catch (DateTimeException malformed) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--batch-time: '" + batchTime + "' is not an instant",
          "write 2026-03-01T00:00:00Z");
    }
  }

  private @Nullable RunReference reference() {
    if (run == null && job == null) {
      return null;
    }
    Matcher name = JOB.matcher(job == null ? "" : job);
    if (run == null || !name.matches()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--run takes --job NAMESPACE/NAME beside it, and the reverse", null);
    }
    return new RunReference(run, name.group(1), name.group(2));
  }
}
