package io.sluice.quality.sdk.check;

import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A rule file with its text, so that a fault can be shown where it stands.
 *
 * @param file the file
 * @param text its text
 */
public record RuleDocument(Path file, String text) {

  /** The largest rule file that is read, in bytes. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final int MOST_FAULTS = 20;
  private static final int LINE_WIDTH = 160;

  /**
   * Reads a rule file as UTF-8.
   *
   * @throws IOException if it cannot be read, is too large or is not UTF-8
   */
  public static RuleDocument load(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the file is larger than " + MAX_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new RuleDocument(file, text);
    } catch (CharacterCodingException notText) {
      throw new IOException("the file is not UTF-8 text", notText);
    }
  }

  /**
   * Parses the rules.
   *
   * @throws RuleSyntaxException if the text is not a rule set
   */
  public RuleSet parse() {
    return new RuleSetReader().read(text);
  }

  /** Each fault as file:line:column, with the line it is on and a caret below the place. */
  public String describe(List<Fault> faults, Style style) {
    StringBuilder out = new StringBuilder();
    List<String> lines = text.lines().toList();
    faults.stream()
        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
        .limit(MOST_FAULTS)
        .forEach(fault -> describe(fault, lines, style, out));
    if (faults.size() > MOST_FAULTS) {
      out.append("… and ").append(faults.size() - MOST_FAULTS).append(" more faults\n");
    }
    return out.toString();
  }

  private void describe(Fault fault, List<String> lines, Style style, StringBuilder out) {
    // An unclosed quote is noticed after the last line: that place is told, though nothing is
    // there.
    boolean placed = fault.line() >= 1;
    out.append(
            style.strong(
                TextWidth.printable(file.toString())
                    + (placed ? ":" + fault.line() + ":" + fault.column() : "")))
        .append(": ")
        .append(
            placed || fault.pointer().isEmpty() ? "" : TextWidth.printable(fault.pointer()) + ": ")
        .append(style.bad(TextWidth.printable(fault.message())))
        .append('\n');
    if (placed && fault.line() <= lines.size()) {
      String line = lines.get(fault.line() - 1);
      String number = String.valueOf(fault.line());
      int column = Math.max(1, Math.min(fault.column(), line.length() + 1));
      // What precedes the place is printed in its own width, so that the caret stands below it.
      String before = TextWidth.printable(line.substring(0, column - 1));
      out.append("  ").append(number).append(" | ");
      out.append(
          TextWidth.cut(before + TextWidth.printable(line.substring(column - 1)), LINE_WIDTH));
      out.append("\n  ").append(" ".repeat(number.length())).append(" | ");
      out.append(" ".repeat(TextWidth.of(before))).append(style.bad("^")).append('\n');
    }
    if (fault.hint() != null) {
      out.append("  hint: ").append(TextWidth.printable(fault.hint())).append('\n');
    }
  }
}
