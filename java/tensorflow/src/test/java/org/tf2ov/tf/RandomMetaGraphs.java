package org.tf2ov.tf;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.util.Random;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedAsset;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedConcreteFunction;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedConstant;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObject;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObjectGraph;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedResource;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedUserObject;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedVariable;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.ObjectReference;

/// SavedModels that mean nothing but that use every field that we read, and some that we skip.
final class RandomMetaGraphs {
    private final Random random;

    RandomMetaGraphs(Random random) {
        this.random = random;
    }

    SavedModel savedModel() {
        SavedModel.Builder model = SavedModel.newBuilder().setSavedModelSchemaVersion(1);
        for (int i = random.nextInt(3); i >= 0; i--) {
            model.addMetaGraphs(metaGraph());
        }
        return model.build();
    }

    MetaGraphDef metaGraph() {
        MetaGraphDef.Builder graph = MetaGraphDef.newBuilder();
        if (random.nextInt(4) > 0) {
            MetaGraphDef.MetaInfoDef.Builder about =
                    graph.getMetaInfoDefBuilder().setTensorflowVersion(word());
            for (int i = random.nextInt(3); i > 0; i--) {
                about.addTags(word());
            }
        }
        if (random.nextInt(3) == 0) {
            graph.setGraphDef(new RandomGraphs(random).graph());
        }
        if (random.nextBoolean()) {
            graph.setSaverDef(
                    SaverDef.newBuilder()
                            .setFilenameTensorName(word())
                            .setSaveTensorName(word())
                            .setRestoreOpName(word())
                            .setMaxToKeep(5));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            graph.putCollectionDef(word(), collection());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            graph.putSignatureDef(word(), signature());
        }
        for (int i = random.nextInt(2); i > 0; i--) {
            graph.addAssetFileDef(
                    AssetFileDef.newBuilder()
                            .setFilename(word())
                            .setTensorInfo(TensorInfo.newBuilder().setName(word())));
        }
        if (random.nextBoolean()) {
            graph.setObjectGraphDef(objects());
        }
        return graph.build();
    }

    private CollectionDef collection() {
        CollectionDef.Builder collection = CollectionDef.newBuilder();
        int kind = random.nextInt(5);
        for (int i = random.nextInt(4); i >= 0; i--) {
            switch (kind) {
                case 0 -> collection.getNodeListBuilder().addValue(word());
                case 1 -> collection.getBytesListBuilder().addValue(bytes());
                case 2 -> collection.getInt64ListBuilder().addValue(random.nextLong());
                case 3 -> collection.getFloatListBuilder().addValue(random.nextFloat());
                default ->
                        collection
                                .getAnyListBuilder()
                                .addValue(Any.newBuilder().setTypeUrl(word()).setValue(bytes()));
            }
        }
        return collection.build();
    }

    private SignatureDef signature() {
        SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(word());
        for (int i = random.nextInt(3); i > 0; i--) {
            signature.putInputs(word(), tensor(0));
            signature.putOutputs(word(), tensor(0));
        }
        return signature.build();
    }

    private TensorInfo tensor(int depth) {
        TensorInfo.Builder tensor =
                TensorInfo.newBuilder().setDtype(DataType.forNumber(1 + random.nextInt(23)));
        TensorShapeProto.Builder shape = tensor.getTensorShapeBuilder();
        if (random.nextInt(5) == 0) {
            shape.setUnknownRank(true);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(random.nextInt(5) - 1));
        }
        switch (random.nextInt(depth > 2 ? 2 : 3)) {
            case 0 -> tensor.setName(word());
            case 1 ->
                    tensor.getCooSparseBuilder()
                            .setValuesTensorName(word())
                            .setIndicesTensorName(word());
            default -> {
                tensor.getCompositeTensorBuilder();
                for (int i = random.nextInt(3); i > 0; i--) {
                    tensor.getCompositeTensorBuilder().addComponents(tensor(depth + 1));
                }
            }
        }
        return tensor.build();
    }

    private SavedObjectGraph objects() {
        SavedObjectGraph.Builder objects = SavedObjectGraph.newBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            objects.addNodes(object());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            SavedConcreteFunction.Builder function = SavedConcreteFunction.newBuilder();
            for (int j = random.nextInt(4); j > 0; j--) {
                function.addBoundInputs(random.nextInt(300));
            }
            objects.putConcreteFunctions(word(), function.build());
        }
        return objects.build();
    }

    private SavedObject object() {
        SavedObject.Builder object = SavedObject.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            object.addChildren(
                    ObjectReference.newBuilder()
                            .setLocalName(word())
                            .setNodeId(random.nextInt(200)));
        }
        switch (random.nextInt(9)) {
            case 0 -> object.setUserObject(SavedUserObject.newBuilder().setIdentifier(word()));
            case 1 -> object.setAsset(SavedAsset.newBuilder().setAssetFileDefIndex(1));
            case 2 -> object.getFunctionBuilder().addConcreteFunctions(word());
            case 3, 4 ->
                    object.setVariable(
                            SavedVariable.newBuilder()
                                    .setName(word())
                                    .setDtype(DataType.DT_FLOAT)
                                    .setTrainable(true));
            case 5 -> object.getBareConcreteFunctionBuilder().setConcreteFunctionName(word());
            case 6 -> object.setConstant(SavedConstant.newBuilder().setOperation(word()));
            case 7 -> object.setResource(SavedResource.newBuilder().setDevice(word()));
            default -> object.getCapturedTensorBuilder().setName(word());
        }
        return object.build();
    }

    private String word() {
        String[] words = {"serve", "x:0", "ß", "save/restore", "\u2603", "a/b", ""};
        return words[random.nextInt(words.length)] + random.nextInt(10);
    }

    private ByteString bytes() {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
