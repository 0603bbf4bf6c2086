package io.sluice.local.settings;

import io.sluice.local.failure.LauncherFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that the user brings: where it is, and who we are there. */
public record DatabaseAddress(
    String host, int port, String database, List<String> parameters, String user, String password) {

  private static final String HINT =
      "Write it as postgresql://user:password@host:5432/database, or as"
          + " jdbc:postgresql://host:5432/database with SLUICE_DB_USER and SLUICE_DB_PASSWORD.";

  /** Keeps its own copy of the parameters. */
  public DatabaseAddress {
    parameters = List.copyOf(parameters);
  }

  /** Reads SLUICE_DB_URL; a user or password given apart from the URL wins over those in it. */
  public static DatabaseAddress parse(
      String url, @Nullable String givenUser, @Nullable String givenPassword) {
    URI uri = uri(url);
    String host = Optional.ofNullable(uri.getHost()).orElseThrow(() -> refuse("names no host"));
    String database = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
    if (database.isEmpty() || database.contains("/")) {
      throw refuse("names no database");
    }
    String user = givenUser;
    String password = givenPassword;
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      user = user == null ? decode(parts[0]) : user;
      password = password == null && parts.length == 2 ? decode(parts[1]) : password;
    }
    List<String> kept = new ArrayList<>();
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("user=")) {
        user = user == null ? decode(parameter.substring(5)) : user;
      } else if (parameter.startsWith("password=")) {
        password = password == null ? decode(parameter.substring(9)) : password;
      } else if (!parameter.isEmpty() && !parameter.startsWith("currentSchema=")) {
        kept.add(parameter);
      }
    }
    if (user == null || user.isEmpty()) {
      throw refuse("names no user");
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new DatabaseAddress(
        host, port, database, kept, user, Optional.ofNullable(password).orElse(""));
  }

  /** The JDBC URL of a database on this server, with the schema that unqualified names mean. */
  public String jdbcUrl(String inDatabase, @Nullable String schema) {
    List<String> all = new ArrayList<>(parameters);
    if (schema != null) {
      all.add("currentSchema=" + schema);
    }
    String base = "jdbc:postgresql://" + bracketed(host) + ":" + port + "/" + inDatabase;
    return all.isEmpty() ? base : base + "?" + String.join("&", all);
  }

  /** Host, port and database, for messages: never the password. */
  public String display() {
    return bracketed(host) + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return user + "@" + display();
  }

  private static URI uri(String url) {
    String text = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw refuse("is not a PostgreSQL URL");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw refuse("cannot be read at character " + e.getIndex());
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String decode(String text) {
    // '+' is itself in a URL's user part; only percent signs are escapes here.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static LauncherFailure refuse(String what) {
    return LauncherFailure.usage("SLUICE_DB_URL " + what + ".", HINT);
  }
}
