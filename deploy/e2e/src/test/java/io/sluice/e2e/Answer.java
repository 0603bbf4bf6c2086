package io.sluice.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What a server answered. */
record Answer(int status, String body, HttpResponse<String> response) {

  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("not JSON, with status " + status + ": " + body, notJson);
    }
  }

  /** Fails, with the body, unless the status is the one that is expected. */
  Answer is(int expected) {
    if (status != expected) {
      throw new AssertionError(
          response.request().method()
              + " "
              + response.uri()
              + " answered "
              + status
              + ", not "
              + expected
              + ": "
              + body);
    }
    return this;
  }
}
