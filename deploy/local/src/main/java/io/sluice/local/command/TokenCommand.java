package io.sluice.local.command;

import io.sluice.local.client.CatalogAdmin;
import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.HomeLock;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.process.Pause;
import io.sluice.local.settings.Settings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice token}. */
@Command(
    name = "token",
    header = "Print, rotate, create and revoke tokens.",
    description = {
      "Without a sub-command: prints the local bootstrap admin token, alone on the last line. It"
          + " works only where the platform listens on a loopback address."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  export SLUICE_TOKEN=$(sluice token | tail -1)",
      "  sluice token rotate",
      "  sluice token create --name etl --role runner --dataset 'file:sales/*' --expires P90D",
      "  sluice token list",
      "  sluice token revoke 17",
      "  sluice token sign-in",
      "",
      "Exit codes: 0 done, 1 failed, 64 wrong usage, 77 not allowed."
    })
final class TokenCommand implements Callable<Integer> {

  private static final Duration TAKES_EFFECT = Duration.ofSeconds(10);
  private static final List<String> ROLES =
      List.of(
          "viewer",
          "consumer",
          "runner",
          "owner",
          "steward",
          "approver",
          "auditor",
          "finops",
          "admin");
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(1);

  private final Context context;

  @Option(names = "--rotate", description = "The same as the sub-command rotate.")
  private boolean rotate;

  TokenCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (rotate) {
      return rotate();
    }
    String token = adminToken();
    String host =
        PlatformFile.read(context.home())
            .map(PlatformFile::host)
            .orElseGet(() -> context.settings().host());
    if (!Settings.isLoopback(host)) {
      throw LauncherFailure.notAllowed(
          "The platform listens on " + host + ", where the local admin token is refused.",
          "Make API tokens while it listens on 127.0.0.1 only (up without SLUICE_HOST):"
              + " ./sluice token create --help");
    }
    context.say(token);
    return 0;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = "Replace the bootstrap admin token; the old one stops working.")
  int rotate() {
    adminToken();
    String token;
    try (HomeLock lock = HomeLock.take(context.home(), LOCK_LIMIT, context::say)) {
      token = context.secrets().rotateAdminToken();
    }
    if (PlatformFile.read(context.home()).isPresent()) {
      awaitAccepted();
      context.say("Other servers may take the old token for up to 30 s more.");
    }
    context.say(token);
    return 0;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Issue an API token; it is printed once, alone on the last line.")
  int create(
      @Option(names = "--name", required = true, description = "What it is for.") String name,
      @Option(
              names = "--role",
              required = true,
              description =
                  "viewer, consumer, runner, owner, steward, approver, auditor, finops or admin;"
                      + " may be repeated.")
          List<String> roles,
      @Option(
              names = "--dataset",
              paramLabel = "NAMESPACE:NAME",
              description = "Limit it to datasets; a trailing * matches any rest; may be repeated.")
          List<String> datasets,
      @Option(
              names = "--expires",
              paramLabel = "DURATION",
              description = "Lifetime such as P90D or PT12H; without it the token never expires.")
          String expires) {
    Optional<String> lifetime = Optional.ofNullable(expires);
    lifetime.ifPresent(TokenCommand::requireDuration);
    requireRoles(roles);
    List<String> scope = Optional.ofNullable(datasets).orElse(List.of());
    context.say(admin().createToken(new CatalogAdmin.TokenRequest(name, roles, scope, lifetime)));
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the API tokens, without their secrets.")
  int list() {
    new TokenTable(context.clock().instant()).lines(admin().tokens()).forEach(context::say);
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revoke an API token by its id.")
  int revoke(@Parameters(paramLabel = "ID") String id) {
    admin().revoke(id);
    context.say("Revoked. Servers may take it for up to 30 s more.");
    return 0;
  }

  @Command(
      name = "sign-in",
      mixinStandardHelpOptions = true,
      description = "Make a new one-time password for the local user.")
  int signIn() {
    CatalogAdmin.OneTimePassword made = admin().oneTimePassword();
    context.say(
        "Sign in at "
            + context.running().url()
            + " as "
            + made.user()
            + "; the password works once, until "
            + made.expiresAt()
            + ":");
    context.say(made.password());
    return 0;
  }

  private void awaitAccepted() {
    long deadline = System.nanoTime() + TAKES_EFFECT.toNanos();
    while (!admin().acceptsToken()) {
      if (System.nanoTime() > deadline) {
        throw LauncherFailure.of(
            "catalog-server does not take the new token yet.",
            "Run ./sluice up once more; the token is in SLUICE_HOME/secrets/admin.token.");
      }
      Pause.of(Duration.ofMillis(200));
    }
  }

  private CatalogAdmin admin() {
    return new CatalogAdmin(catalogUrl(context.running()), adminToken());
  }

  private String catalogUrl(PlatformFile running) {
    int port = Optional.ofNullable(running.ports().get("catalog")).orElse(8081);
    return "http://" + context.settings().reachableHost() + ":" + port;
  }

  private String adminToken() {
    return context
        .secrets()
        .adminToken()
        .orElseThrow(
            () ->
                LauncherFailure.of(
                    "There is no token yet in " + context.home().directory() + ".",
                    "The first ./sluice up makes it."));
  }

  private static void requireRoles(List<String> roles) {
    for (String role : roles) {
      if (!ROLES.contains(role)) {
        throw LauncherFailure.usage(
            "There is no role '" + role + "'.", "One of: " + String.join(", ", ROLES));
      }
    }
  }

  private static void requireDuration(String text) {
    try {
      // Months and years have no fixed length and are refused.
      Duration lifetime = Duration.parse(text);
      if (lifetime.isNegative() || lifetime.isZero()) {
        throw LauncherFailure.usage(
            "--expires " + text + " is over before it begins.", "For example P90D, P7D or PT12H.");
      }
    } catch (DateTimeParseException e) {
      throw LauncherFailure.usage(
          "--expires " + text + " is not a duration.", "For example P90D, P7D or PT12H.");
    }
  }
}
