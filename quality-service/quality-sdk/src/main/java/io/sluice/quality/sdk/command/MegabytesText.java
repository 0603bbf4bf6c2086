package io.sluice.quality.sdk.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a memory size ({@code 512MB}, {@code 2GB}, {@code 2g}) as megabytes. */
final class MegabytesText implements ITypeConverter<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(m|mb|mib|g|gb|gib)");

  @Override
  public Integer convert(String value) {
    Matcher matcher = SIZE.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      int number = Integer.parseInt(matcher.group(1));
      int megabytes = matcher.group(2).startsWith("g") ? number * 1024 : number;
      if (megabytes >= 64) {
        return megabytes;
      }
    }
    throw new TypeConversionException(
        "'" + value + "' is not a memory size of at least 64MB; write 512MB or 2GB");
  }
}
