package org.tf2ov.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What OpenVINO's `ov::Layout` makes of the same texts.
class LayoutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    NHWC                            | [N,H,W,C]
                    n?hw                            | [N,?,H,W]
                    N...C                           | [N,...,C]
                    [N,...,C]                       | [N,...,C]
                    [batch,height,width,channels]   | [N,H,W,C]
                    [Channel,...]                   | [C,...]
                    ...                             | [...]
                    [ n , c ]                       | [N,C]
                    [foo,bar_1,c2]                  | [FOO,BAR_1,C2]
                    [1a,b]                          | [1A,N]
                    n1                              | [N,1]
                    [N,?,?,C]                       | [N,?,?,C]
                    [_a]                            | [_A]
                    """)
    void readsWhatTheRuntimeReads(String text, String layout) {
        assertEquals(layout, Layout.of(text).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""            | it is empty
                    []            | a dimension is missing
                    scalar        | the dimension A stands twice in it
                    [N,C,C]       | the dimension C stands twice in it
                    n c           | a dimension is missing
                    [n,,c]        | a dimension is missing
                    n.c           | '.' is no name of a dimension
                    n....c        | '.' is no name of a dimension
                    ......        | '...' stands twice in it
                    n_            | '_' is no name of a dimension
                    [n-c]         | 'n-c' is no name of a dimension
                    [n            | the bracket '[' is not closed at its end
                    n]            | ']' is no name of a dimension
                    [é]           | 'é' is no name of a dimension
                    """)
    void refusesWhatTheRuntimeRefuses(String text, String why) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Layout.of(text));
        assertEquals(why, refusal.getMessage());
    }

    @Test
    void dotsStandForAnyNumberOfDimensions() {
        Layout layout = Layout.of("n...c");
        assertTrue(layout.fits(2) && layout.fits(5));
        assertFalse(layout.fits(1));
        assertEquals(Optional.of(4), layout.axis("C", 5));
        assertEquals(Optional.empty(), layout.axis("H", 5));
        assertEquals("[N,?,?,C]", layout.ofRank(4).toString());
    }

    @Test
    void dimensionsAreFoundByTheirNames() {
        assertEquals(List.of(0, 3, 1, 2), Layout.of("nhwc").orderTo(Layout.of("nchw"), 4));
        assertEquals(List.of(0, 4, 1, 2, 3), Layout.of("n...c").orderTo(Layout.of("nc..."), 5));
        assertEquals(List.of(1, 0, 2), Layout.of("?n?").orderTo(Layout.of("n??"), 3));
    }

    @Test
    void bothSidesNeedTheSameDimensions() {
        Layout layout = Layout.of("nhwc");
        String why =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> layout.orderTo(Layout.of("ncdw"), 4))
                        .getMessage();
        assertEquals("the dimension D of it is not in [N,H,W,C]", why);
    }
}
