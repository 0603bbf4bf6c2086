package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.quality.sdk.client.GateClient;
import io.sluice.quality.sdk.client.GateClientSettings;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the platform to talk to: by the environment, else the one that runs from SLUICE_HOME. */
final class LocalPlatform {

  private static final String DEFAULT_URL = "http://127.0.0.1:8080";

  private LocalPlatform() {}

  static GateClient client(Terminal terminal) {
    return new GateClient(settings(terminal));
  }

  static LineageClient lineage(Terminal terminal) {
    return new LineageClient(settings(terminal));
  }

  private static GateClientSettings settings(Terminal terminal) {
    Path home = Path.of(terminal.env("SLUICE_HOME", ".sluice"));
    String url = terminal.env("SLUICE_URL", "");
    boolean local = url.isEmpty();
    if (local) {
      url = urlOf(home);
    }
    try {
      return GateClientSettings.of(URI.create(url), token(terminal, home, local, url));
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailure(
          ExitCode.USAGE,
          malformed.getMessage() == null ? "SLUICE_URL is malformed" : malformed.getMessage(),
          "SLUICE_URL is the gateway's address, for example " + DEFAULT_URL);
    }
  }

  /** The local admin token goes to the local platform only, never to one that SLUICE_URL names. */
  private static String token(Terminal terminal, Path home, boolean local, String url) {
    String token = terminal.env("SLUICE_TOKEN", "").strip();
    if (!token.isEmpty()) {
      return token;
    }
    Path file = home.resolve("secrets/admin.token");
    if (!Files.exists(file)) {
      return "";
    }
    if (!local && !url.replaceAll("/+$", "").equals(urlOf(home))) {
      return "";
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.NOT_ALLOWED, "cannot read " + file, "set SLUICE_TOKEN to a token of your own");
    }
  }

  private static String urlOf(Path home) {
    Path file = home.resolve("run/platform.json");
    if (!Files.exists(file)) {
      return DEFAULT_URL;
    }
    try {
      String url = new ObjectMapper().readTree(file.toFile()).path("url").asText();
      return url.isBlank() ? DEFAULT_URL : url.replaceAll("/+$", "");
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.ERROR,
          "cannot read " + file + ": " + unreadable.getMessage(),
          "set SLUICE_URL, or start the platform anew with `sluice up`");
    }
  }
}
