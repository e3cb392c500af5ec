package org.tf2ov.convert.ops;

/// Quantiles of the normal distribution by the rational functions of algorithm AS 241 (Wichura
/// 1988), `PPND7`, which are good to seven digits from the centre to the tails.
final class Quantiles {
    private Quantiles() {}

    /// Where the normal distribution reaches a probability.
    ///
    /// @param fromHalf the probability less 1/2
    /// @param tail the probability or what it lacks to 1, whichever is less
    static Term of(Term fromHalf, Term tail) {
        Term r = fromHalf.square().negative().plus(0.180625);
        Term centre =
                r.polynomial(3.3871327179, 50.434271938, 159.29113202, 59.109374720)
                        .over(r.polynomial(1, 17.895169469, 78.757757664, 67.187563600))
                        .times(fromHalf);
        Term depth = tail.log().negative().sqrt();
        Term near = depth.minus(1.6);
        Term nearTail =
                near.polynomial(1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103)
                        .over(near.polynomial(1, 0.73700164250, 0.12021132975));
        // At the very end the quantile is infinite, and the quotient of two infinities is not.
        Term far = depth.min(1e4).minus(5);
        Term farTail =
                far.polynomial(6.6579051150, 3.0812263860, 0.42868294337, 0.017337203997)
                        .over(far.polynomial(1, 0.24197894225, 0.012258202635));
        Term size = depth.atMost(5).choose(nearTail, farTail);
        Term end = tail.equal(0).choose(tail.number(Double.POSITIVE_INFINITY), size);
        Term outside = fromHalf.less(0).choose(end.negative(), end);
        return fromHalf.abs().atMost(0.425).choose(centre, outside);
    }
}
