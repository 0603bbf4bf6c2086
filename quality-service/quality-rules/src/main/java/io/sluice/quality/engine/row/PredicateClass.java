package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the text of a class to bytecode and loads it hidden beside this one, so that it is
 * collected with its last user and sees what is private to the package. The only file that knows
 * the compiler.
 */
final class PredicateClass {

  private PredicateClass() {}

  static GeneratedCode load(ClassCode code, Evaluator evaluator) {
    byte[] bytes = compile(code.text());
    try {
      Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      MethodHandle constructor =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup())
              .findConstructor(
                  type,
                  MethodType.methodType(void.class, Shape.class, List.class, Evaluator.class));
      return (GeneratedCode) constructor.invoke(code.shape(), code.constants(), evaluator);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("generated code does not load", failure);
    }
  }

  private static byte[] compile(String text) {
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(PredicateClass.class.getClassLoader());
    try {
      compiler.cook(text);
    } catch (CompileException fault) {
      throw new IllegalStateException("generated code does not compile", fault);
    }
    byte[] bytes = compiler.getBytecodes().get(ClassCode.PACKAGE + "." + ClassCode.NAME);
    return required(bytes);
  }

  private static byte[] required(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("the compiler gave no class");
    }
    return bytes;
  }
}
