package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyRowsTest {

  @ParameterizedTest
  @CsvSource({
    "2000-01-01T00:00:00.000001Z, 1",
    "1999-12-31T23:59:59.999999Z, -1",
    "3000-01-01T00:00:00Z, 31556995200000000",
    "9999-12-31T23:59:59Z, 252455615999000000",
    "0001-01-01T00:00:00Z, -63082281600000000"
  })
  void writesEveryTimeAsMicroseconds(Instant time, long micros) {
    CopyRows rows = new CopyRows(64);

    rows.timestamp(time);

    assertThat(ByteBuffer.wrap(rows.buffer(), rows.size() - 8, 8).getLong()).isEqualTo(micros);
  }
}
