// CustomScale(x; factor) = factor * x, an operation that neither TensorFlow nor OpenVINO has.
//
// A TensorFlow model with it is converted by `tf2ov convert --keep_op CustomScale`: the IR then holds an operation of the same
// name and attributes, of the version "extension", which is the one that OPENVINO_OP gives.

#include <cstddef>
#include <memory>
#include <openvino/core/extension.hpp>
#include <openvino/core/op_extension.hpp>
#include <openvino/op/op.hpp>
#include <vector>

namespace {

class CustomScale : public ov::op::Op {
public:
    OPENVINO_OP("CustomScale");

    CustomScale() = default;

    CustomScale(const ov::Output<ov::Node>& x, float factor) : Op({x}), factor_(factor) {
        constructor_validate_and_infer_types();
    }

    // The runtime asks this when it loads a model: types and shapes in the IR need not be known.
    void validate_and_infer_types() override {
        OPENVINO_ASSERT(get_input_element_type(0).compatible(ov::element::f32), "CustomScale takes f32");
        set_output_type(0, get_input_element_type(0), get_input_partial_shape(0));
    }

    std::shared_ptr<ov::Node> clone_with_new_inputs(const ov::OutputVector& inputs) const override {
        return std::make_shared<CustomScale>(inputs.at(0), factor_);
    }

    // Attributes are those of the TensorFlow node.
    bool visit_attributes(ov::AttributeVisitor& visitor) override {
        visitor.on_attribute("factor", factor_);
        return true;
    }

    bool has_evaluate() const override {
        return get_input_element_type(0) == ov::element::f32;
    }

    bool evaluate(ov::TensorVector& outputs, const ov::TensorVector& inputs) const override {
        outputs.at(0).set_shape(inputs.at(0).get_shape());
        const float* x = inputs.at(0).data<const float>();
        float* y = outputs.at(0).data<float>();
        for (std::size_t i = 0; i < inputs.at(0).get_size(); ++i) {
            y[i] = factor_ * x[i];
        }
        return true;
    }

private:
    float factor_ = 1;
};

}  // namespace

OPENVINO_CREATE_EXTENSIONS(std::vector<ov::Extension::Ptr>{std::make_shared<ov::OpExtension<CustomScale>>()});
