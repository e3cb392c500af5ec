/// The operations of OpenVINO: one record each, whose components are the attributes in the IR.
///
/// What enters is values with what is known of them, what leaves is what the OpenVINO runtime would
/// infer from the same: element types, shapes with unknown and bounded dimensions, and bounds of
/// the elements of small integer tensors.
///
/// How a record is written to an IR: its class name and `opset1`, unless [IrType] says otherwise;
/// each component in snake case (`padsBegin` is `pads_begin`), unless [IrName] says otherwise; enum
/// constants in lower case, unless they implement [IrWord]. Components marked [AsInput] are written
/// as constant inputs behind the others.
package org.tf2ov.ov.op;
