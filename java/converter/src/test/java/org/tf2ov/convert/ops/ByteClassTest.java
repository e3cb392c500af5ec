package org.tf2ov.convert.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ByteClassTest {
    @Test
    void knowsLettersEscapesAndBrackets() {
        assertEquals("a", members("a+"));
        assertEquals("\t\n\f\r ", members("\\s+"));
        assertEquals("0123456789", members("[0-9]"));
        assertEquals("-_abc", members("[_a-c-]x"));
        assertEquals("+,-.", members("[,-\\.+]"));
        assertEquals("[\\]", members("[\\[\\\\\\]]"));
    }

    @Test
    void saysHowMuchOfTheExpressionItIs() {
        assertEquals(2, ByteClass.of("\\s+").orElseThrow().length());
        assertEquals(5, ByteClass.of("[a-c]+").orElseThrow().length());
    }

    @Test
    void leavesAloneWhatIsMoreThanASetOfBytes() {
        for (String expression :
                new String[] {
                    "", ".", "(a|b)", "[^a]", "[[:alpha:]]", "[a", "\\b", "\u00e4", "^a"
                }) {
            assertTrue(ByteClass.of(expression).isEmpty(), expression);
        }
    }

    private static String members(String expression) {
        return ByteClass.of(expression).orElseThrow().members().stream()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
