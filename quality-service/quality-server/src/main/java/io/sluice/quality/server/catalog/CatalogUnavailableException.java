package io.sluice.quality.server.catalog;

/** The catalog could not be asked. */
public final class CatalogUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what went wrong. */
  public CatalogUnavailableException(String message) {
    super(message);
  }

  /** Says what went wrong and why. */
  public CatalogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
