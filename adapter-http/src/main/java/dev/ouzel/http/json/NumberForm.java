package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * A number, also where it stands as a text, and a whole one where it is written with a fraction of
 * zero. One that the type cannot hold cannot be read.
 *
 * @param quick reads a number as it usually stands
 * @param isWhole true when it has no fraction
 * @param of takes any other exactly; fails where it cannot
 */
record NumberForm<T extends Number>(Quick<T> quick, boolean isWhole, Function<BigDecimal, T> of)
    implements Form<T> {
  static final NumberForm<Long> LONG =
      new NumberForm<>(JsonParser::getLongValue, true, BigDecimal::longValueExact);
  static final NumberForm<Integer> INT =
      new NumberForm<>(JsonParser::getIntValue, true, BigDecimal::intValueExact);
  static final NumberForm<Double> DOUBLE =
      new NumberForm<>(JsonParser::getDoubleValue, false, BigDecimal::doubleValue);

  /** Longer numbers are taken for nonsense, before they cost anything. */
  private static final int MOST_DIGITS = 40;

  private static final int FEW_DIGITS = 9;

  /** Reads a number that the type holds for sure. */
  interface Quick<T> {
    /** The value at the parser's token. */
    T read(JsonParser parser) throws IOException;
  }

  @Override
  public T read(JsonParser parser, Reading reading) throws IOException {
    return isUsual(parser) ? quick.read(parser) : readExactly(parser, reading);
  }

  private boolean isUsual(JsonParser parser) throws IOException {
    return isWhole
        ? parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getTextLength() <= FEW_DIGITS
        : parser.currentToken().isNumeric() && parser.getTextLength() <= MOST_DIGITS;
  }

  private T readExactly(JsonParser parser, Reading reading) throws IOException {
    boolean isNumber = parser.currentToken().isNumeric();
    boolean readable = isNumber || parser.hasToken(JsonToken.VALUE_STRING);
    if (!readable || parser.getTextLength() > MOST_DIGITS) {
      reading.wrongType(parser);
      return null;
    }
    try {
      T value = of.apply(new BigDecimal(parser.getText()));
      if (!isNumber) {
        reading.add(Kind.OTHER_FORM, parser);
      }
      return value;
    } catch (ArithmeticException | NumberFormatException notSuch) {
      reading.wrongType(parser);
      return null;
    }
  }

  @Override
  public void write(T value, JsonGenerator generator) throws IOException {
    if (Double.isFinite(value.doubleValue())) {
      generator.writeNumber(value.toString());
    } else {
      // JSON has no number for it.
      generator.writeNull();
    }
  }
}
