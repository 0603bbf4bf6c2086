package io.sluice.quality.server.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens spans and carries their context as W3C {@code traceparent} text. */
@ApplicationScoped
public class Traces {

  private static final String TRACEPARENT = "traceparent";
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final Tracer tracer;

  /** Makes spans with the given telemetry. */
  @Inject
  public Traces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.sluice.quality");
  }

  /** The current span as {@code traceparent}; null if there is none. */
  public static @Nullable String current() {
    Map<String, String> carrier = new HashMap<>();
    W3C.inject(Context.current(), carrier, (map, key, value) -> put(map, key, value));
    return carrier.get(TRACEPARENT);
  }

  /** Runs work within a span of its own under the given parent (or under the current span). */
  public <T> T within(String name, SpanKind kind, @Nullable String parent, Function<Span, T> work) {
    Context above = parent == null ? Context.current() : context(parent);
    Span span = tracer.spanBuilder(name).setParent(above).setSpanKind(kind).startSpan();
    try (Scope scope = above.with(span).makeCurrent()) {
      return work.apply(span);
    } catch (RuntimeException | Error e) {
      span.setStatus(StatusCode.ERROR);
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** Tells the called service which span calls it. */
  public static HttpRequest.Builder inject(HttpRequest.Builder request) {
    String traceparent = current();
    return traceparent == null ? request : request.header(TRACEPARENT, traceparent);
  }

  private static Context context(String traceparent) {
    return W3C.extract(Context.root(), Map.of(TRACEPARENT, traceparent), Getter.INSTANCE);
  }

  private static void put(@Nullable Map<String, String> carrier, String key, String value) {
    if (carrier != null) {
      carrier.put(key, value);
    }
  }

  private enum Getter implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return List.copyOf(carrier.keySet());
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
