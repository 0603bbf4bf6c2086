package io.sluice.quality.sdk.rules;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.CommentToken;
import org.yaml.snakeyaml.tokens.Token;

/** The comments of a YAML text, as its scanner sees them. */
final class YamlComments {

  private YamlComments() {}

  /**
   * A comment.
   *
   * @param text from its {@code #} on, without blanks at its end
   * @param index where it starts in the text, in code points
   * @param line its line, from 0
   * @param column its column, from 0
   * @param alone whether nothing but a dash or a document's start precedes it on its line
   */
  record Comment(String text, int index, int line, int column, boolean alone) {}

  /** Every comment, in order. */
  static List<Comment> of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    ScannerImpl scanner = new ScannerImpl(new StreamReader(text), options);
    List<String> lines = text.lines().toList();
    List<Comment> comments = new ArrayList<>();
    while (!scanner.checkToken(Token.ID.StreamEnd)) {
      if (scanner.getToken() instanceof CommentToken token
          && token.getCommentType() != CommentType.BLANK_LINE) {
        int line = token.getStartMark().getLine();
        int column = token.getStartMark().getColumn();
        String source = lines.get(line);
        String before = source.substring(0, source.offsetByCodePoints(0, column));
        comments.add(
            new Comment(
                ("#" + token.getValue()).stripTrailing(),
                token.getStartMark().getIndex(),
                line,
                column,
                before.replaceFirst("^---", "").replace('-', ' ').isBlank()));
      }
    }
    return comments;
  }

  /** Their texts in the order of the alphabet: what must not change, wherever they move. */
  static List<String> texts(String text) {
    return of(text).stream().map(Comment::text).sorted().toList();
  }
}
