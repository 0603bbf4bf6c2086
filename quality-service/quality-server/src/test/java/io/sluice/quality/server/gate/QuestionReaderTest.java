package io.sluice.quality.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.problem.ProblemException;
import io.sluice.quality.server.evaluation.Question;
import io.sluice.quality.server.problem.QualityProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private final QuestionReader reader = new QuestionReader(NOW, Duration.ofHours(2));

  @Test
  void readsEverythingAQuestionMayHold() {
    String body =
        """
        {"batch":"2026-01-02","batchTime":"2026-01-02T00:00:00Z","stage":"pre-load",
         "run":{"runId":"0197ad1f-0000-7000-8000-000000000001","job":{"namespace":"shop","name":"load"}},
         "deadline":"PT5M"}""";

    Question question = reader.read(body).question();

    assertThat(question)
        .isEqualTo(
            new Question(
                "2026-01-02",
                Instant.parse("2026-01-02T00:00:00Z"),
                null,
                "pre-load",
                new Question.AskingRun(
                    UUID.fromString("0197ad1f-0000-7000-8000-000000000001"), "shop", "load"),
                NOW.plusSeconds(300)));
  }

  @Test
  void theOrderOfFieldsDoesNotMakeAnotherQuestion() {
    assertThat(reader.read("{\"batch\":\"b\",\"stage\":\"s\"}").digest())
        .isEqualTo(reader.read("{\"stage\":\"s\", \"batch\":\"b\"}").digest());
  }

  @Test
  void anotherValueMakesAnotherQuestion() {
    assertThat(reader.read("{\"batch\":\"1\"}").digest())
        .isNotEqualTo(reader.read("{\"batch\":\"2\"}").digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"batch\":7}                                   | /batch",
        "{\"batch\":\"a\\u0000b\"}                       | /batch",
        "{\"bacth\":\"b\"}                               | /bacth",
        "{\"batchTime\":\"yesterday\"}                   | /batchTime",
        "{\"deadline\":\"PT0S\"}                         | /deadline",
        "{\"deadline\":\"P3D\"}                          | /deadline",
        "{\"run\":{}}                                    | /run/runId",
        "{\"run\":{\"runId\":\"x\"}}                     | /run/runId",
        "[1]                                             | ''"
      })
  void refusesWhatItDoesNotUnderstandWithItsPlace(String body, String pointer) {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> reader.read(body));

    assertThat(problem.type()).isEqualTo(QualityProblem.INVALID_QUESTION);
    assertThat(problem.extensions()).containsEntry("pointer", pointer);
  }

  @Test
  void saysThatCallbacksAreNotThereYet() {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class, () -> reader.read("{\"callbacks\":[{\"url\":\"http://x\"}]}"));

    assertThat(problem.type()).isEqualTo(QualityProblem.NOT_YET);
    assertThat(problem.extensions()).containsEntry("pointer", "/callbacks");
  }

  @Test
  void saysWhereJsonIsMalformed() {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> reader.read("{\"batch\":\n,}"));

    assertThat(problem.type().status()).isEqualTo(400);
    assertThat(problem.extensions()).containsEntry("line", 2);
  }

  @Test
  void refusesAFieldThatIsThereTwice() {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class, () -> reader.read("{\"batch\":\"a\",\"batch\":\"b\"}"));

    assertThat(problem.type().status()).isEqualTo(400);
  }
}
