package io.sluice.local.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that this launcher was built with. */
public final class Version {

  private Version() {}

  /** Sluice's own. */
  public static String sluice() {
    return read("version");
  }

  /** That of the PostgreSQL programs it carries. */
  public static String postgres() {
    return read("postgres.version");
  }

  private static String read(String key) {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/sluice-local.properties")) {
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty(key, "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
