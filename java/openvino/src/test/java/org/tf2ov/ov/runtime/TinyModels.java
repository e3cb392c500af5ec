package org.tf2ov.ov.runtime;

/// Models small enough to be read as text.
final class TinyModels {
    private TinyModels() {}

    /// `y = Relu(x)`, both `f32` of `shape`, spelled as in an IR: `1,3`, `?,3`, `...`.
    static String relu(String shape) {
        return """
        <?xml version="1.0"?>
        <net name="relu" version="11">
          <layers>
            <layer id="0" name="x" type="Parameter" version="opset1">
              <data shape="%s" element_type="f32"/>
              <output><port id="0" precision="FP32" names="x,x:0"/></output>
            </layer>
            <layer id="1" name="relu" type="ReLU" version="opset1">
              <input><port id="0" precision="FP32"/></input>
              <output><port id="1" precision="FP32" names="y"/></output>
            </layer>
            <layer id="2" name="result" type="Result" version="opset1">
              <input><port id="0" precision="FP32"/></input>
            </layer>
          </layers>
          <edges>
            <edge from-layer="0" from-port="0" to-layer="1" to-port="0"/>
            <edge from-layer="1" from-port="1" to-layer="2" to-port="0"/>
          </edges>
        </net>
        """
                .formatted(shape);
    }

    /// `y = x w` with `w` of `rows` by `columns` in the weights; the output has no name.
    static String matMul(int rows, int columns) {
        return """
        <?xml version="1.0"?>
        <net name="matmul" version="11">
          <layers>
            <layer id="0" name="x" type="Parameter" version="opset1">
              <data shape="?,%1$d" element_type="f32"/>
              <output><port id="0" precision="FP32" names="x"/></output>
            </layer>
            <layer id="1" name="w" type="Const" version="opset1">
              <data element_type="f32" shape="%1$d,%2$d" offset="0" size="%3$d"/>
              <output><port id="0" precision="FP32"/></output>
            </layer>
            <layer id="2" name="product" type="MatMul" version="opset1">
              <data transpose_a="false" transpose_b="false"/>
              <input><port id="0" precision="FP32"/><port id="1" precision="FP32"/></input>
              <output><port id="2" precision="FP32"/></output>
            </layer>
            <layer id="3" name="result" type="Result" version="opset1">
              <input><port id="0" precision="FP32"/></input>
            </layer>
          </layers>
          <edges>
            <edge from-layer="0" from-port="0" to-layer="2" to-port="0"/>
            <edge from-layer="1" from-port="0" to-layer="2" to-port="1"/>
            <edge from-layer="2" from-port="2" to-layer="3" to-port="0"/>
          </edges>
        </net>
        """
                .formatted(rows, columns, 4 * rows * columns);
    }

    /// `length` Relus, one after the other.
    static String chain(int length) {
        StringBuilder layers = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        for (int i = 1; i <= length; i++) {
            layers.append(
                    """
                    <layer id="%1$d" name="relu%1$d" type="ReLU" version="opset1">
                      <input><port id="0" precision="FP32"/></input>
                      <output><port id="1" precision="FP32"/></output>
                    </layer>
                    """
                            .formatted(i));
            edges.append(edge(i - 1, i == 1 ? 0 : 1, i));
        }
        return """
        <net name="chain" version="11">
        <layers>
        <layer id="0" name="x" type="Parameter" version="opset1">
          <data shape="1,8" element_type="f32"/>
          <output><port id="0" precision="FP32" names="x"/></output>
        </layer>
        %s<layer id="%d" name="result" type="Result" version="opset1">
          <input><port id="0" precision="FP32"/></input>
        </layer>
        </layers>
        <edges>
        %s</edges>
        </net>
        """
                .formatted(layers, length + 1, edges.append(edge(length, 1, length + 1)));
    }

    private static String edge(int from, int port, int to) {
        return "<edge from-layer=\"%d\" from-port=\"%d\" to-layer=\"%d\" to-port=\"0\"/>\n"
                .formatted(from, port, to);
    }
}
