"""Networks of Hugging Face's transformers, small and with seeded random weights, as SavedModels with open batch and length.

    $(scripts/oracle/env transformers) scripts/oracle/networks/transformers_models.py FOLDER [NAME ...]

Each becomes FOLDER/NAME/saved, and FOLDER/NAME/feeds-I.npz with answers-I.npz: what goes in and what TensorFlow answers, for several
batches and lengths.
"""

import os
import pathlib
import sys
import traceback

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
import tensorflow as tf
import transformers as hf

WORDS = 99
TEXT = dict(vocab_size=WORDS, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=37)
SEQ = [(2, 7), (1, 12), (3, 1)]


def ids(random, batch, length):
    return random.integers(3, WORDS, (batch, length)).astype(np.int32)


def mask(random, batch, length):
    lengths = random.integers(1, length + 1, batch)
    return (np.arange(length)[None] < lengths[:, None]).astype(np.int32)


def text(random, batch, length):
    return {"input_ids": ids(random, batch, length), "attention_mask": mask(random, batch, length)}


def text_with_types(random, batch, length):
    return {**text(random, batch, length), "token_type_ids": random.integers(0, 2, (batch, length)).astype(np.int32)}


def pair(random, batch, length):
    return {**text(random, batch, length), "decoder_input_ids": ids(random, batch, length + 2)}


def image(side, batches=(1, 2)):
    return lambda: [{"pixel_values": np.random.default_rng(b).uniform(-1, 1, (b, 3, side, side)).astype(np.float32)} for b in batches]


def sequences(make):
    return lambda: [make(np.random.default_rng(i), *size) for i, size in enumerate(SEQ)]


def networks():
    """Name: (class, configuration, feeds)."""
    vision = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=37, image_size=32, patch_size=8)
    seq2seq = dict(
        vocab_size=WORDS, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4,
        encoder_ffn_dim=37, decoder_ffn_dim=37, max_position_embeddings=40,
    )
    yield "bert", hf.TFBertModel, hf.BertConfig(**TEXT), sequences(text_with_types)
    yield "bert_qa", hf.TFBertForQuestionAnswering, hf.BertConfig(**TEXT, hidden_act="gelu_new"), sequences(text_with_types)
    yield "bert_mlm", hf.TFBertForMaskedLM, hf.BertConfig(**TEXT), sequences(text_with_types)
    yield "distilbert", hf.TFDistilBertModel, hf.DistilBertConfig(vocab_size=WORDS, dim=32, n_layers=2, n_heads=4, hidden_dim=37), sequences(text)
    yield "albert", hf.TFAlbertModel, hf.AlbertConfig(**TEXT, embedding_size=16), sequences(text_with_types)
    yield "roberta", hf.TFRobertaModel, hf.RobertaConfig(**TEXT), sequences(text)
    yield "electra", hf.TFElectraForPreTraining, hf.ElectraConfig(**TEXT, embedding_size=16), sequences(text_with_types)
    yield "deberta", hf.TFDebertaModel, hf.DebertaConfig(**TEXT, relative_attention=True, position_biased_input=False, pos_att_type=["c2p", "p2c"]), sequences(text)
    yield "deberta_v2", hf.TFDebertaV2Model, hf.DebertaV2Config(**TEXT, relative_attention=True, position_biased_input=False, pos_att_type=["c2p", "p2c"]), sequences(text)
    yield "mpnet", hf.TFMPNetModel, hf.MPNetConfig(**TEXT), sequences(text)
    yield "mobilebert", hf.TFMobileBertModel, hf.MobileBertConfig(**TEXT, embedding_size=32, intra_bottleneck_size=16, num_feedforward_networks=2), sequences(text_with_types)
    yield "convbert", hf.TFConvBertModel, hf.ConvBertConfig(**TEXT, embedding_size=16), sequences(text_with_types)
    yield "esm", hf.TFEsmModel, hf.EsmConfig(**TEXT, pad_token_id=1, mask_token_id=2, position_embedding_type="rotary"), sequences(text)
    yield "funnel", hf.TFFunnelModel, hf.FunnelConfig(vocab_size=WORDS, block_sizes=[1, 1], d_model=32, n_head=4, d_head=8, d_inner=37), lambda: [text(np.random.default_rng(i), *s) for i, s in enumerate([(2, 8), (1, 12)])]
    yield "xlnet", hf.TFXLNetModel, hf.XLNetConfig(vocab_size=WORDS, d_model=32, n_layer=2, n_head=4, d_inner=37), sequences(text)
    yield "xlm", hf.TFXLMModel, hf.XLMConfig(vocab_size=WORDS, emb_dim=32, n_layers=2, n_heads=4), sequences(text)
    yield "flaubert", hf.TFFlaubertModel, hf.FlaubertConfig(vocab_size=WORDS, emb_dim=32, n_layers=2, n_heads=4), sequences(text)
    yield "layoutlm", hf.TFLayoutLMModel, hf.LayoutLMConfig(**TEXT), lambda: [
        {**text_with_types(np.random.default_rng(i), *s), "bbox": np.sort(np.random.default_rng(i).integers(0, 1000, (*s, 4)), -1).astype(np.int32)[..., [0, 1, 2, 3]]}
        for i, s in enumerate(SEQ)]
    yield "gpt2", hf.TFGPT2LMHeadModel, hf.GPT2Config(vocab_size=WORDS, n_embd=32, n_layer=2, n_head=4), sequences(text)
    yield "gptj", hf.TFGPTJForCausalLM, hf.GPTJConfig(vocab_size=WORDS, n_embd=32, n_layer=2, n_head=4, rotary_dim=4), sequences(text)
    yield "openai_gpt", hf.TFOpenAIGPTModel, hf.OpenAIGPTConfig(vocab_size=WORDS, n_embd=32, n_layer=2, n_head=4), sequences(text)
    yield "ctrl", hf.TFCTRLModel, hf.CTRLConfig(vocab_size=WORDS, n_embd=32, n_layer=2, n_head=4, dff=37), sequences(text)
    yield "opt", hf.TFOPTForCausalLM, hf.OPTConfig(vocab_size=WORDS, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, ffn_dim=37, word_embed_proj_dim=32, max_position_embeddings=64), sequences(text)
    yield "xglm", hf.TFXGLMForCausalLM, hf.XGLMConfig(vocab_size=WORDS, d_model=32, num_layers=2, attention_heads=4, ffn_dim=37), sequences(text)
    yield "t5", hf.TFT5ForConditionalGeneration, hf.T5Config(vocab_size=WORDS, d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4), sequences(pair)
    yield "bart", hf.TFBartForConditionalGeneration, hf.BartConfig(**seq2seq), sequences(pair)
    yield "marian", hf.TFMarianMTModel, hf.MarianConfig(**seq2seq, pad_token_id=1, decoder_start_token_id=2), sequences(pair)
    yield "pegasus", hf.TFPegasusForConditionalGeneration, hf.PegasusConfig(**seq2seq), sequences(pair)
    yield "blenderbot", hf.TFBlenderbotForConditionalGeneration, hf.BlenderbotConfig(**seq2seq), sequences(pair)
    yield "longformer", hf.TFLongformerModel, hf.LongformerConfig(**TEXT, attention_window=4), sequences(text)
    yield "tapas", hf.TFTapasModel, hf.TapasConfig(**TEXT), lambda: [
        {**text(np.random.default_rng(i), *s), "token_type_ids": np.random.default_rng(i).integers(0, 2, (*s, 7)).astype(np.int32)} for i, s in enumerate(SEQ)]
    yield "vit", hf.TFViTModel, hf.ViTConfig(**vision), image(32)
    yield "deit", hf.TFDeiTModel, hf.DeiTConfig(**vision), image(32)
    yield "vit_mae", hf.TFViTModel, hf.ViTConfig(**vision, hidden_act="gelu_new"), image(32)
    yield "data2vec_vision", hf.TFData2VecVisionModel, hf.Data2VecVisionConfig(**vision, use_relative_position_bias=True), image(32)
    yield "swin", hf.TFSwinModel, hf.SwinConfig(image_size=32, patch_size=2, embed_dim=16, depths=[2, 2], num_heads=[2, 4], window_size=4), image(32)
    yield "convnext", hf.TFConvNextModel, hf.ConvNextConfig(hidden_sizes=[16, 24], depths=[2, 2], num_stages=2), image(32)
    yield "convnext_v2", hf.TFConvNextV2Model, hf.ConvNextV2Config(hidden_sizes=[16, 24], depths=[2, 2], num_stages=2), image(32)
    yield "segformer", hf.TFSegformerForSemanticSegmentation, hf.SegformerConfig(hidden_sizes=[16, 16, 32, 32], depths=[1, 1, 1, 1], num_attention_heads=[1, 2, 2, 4], decoder_hidden_size=16), image(64)
    yield "mobilevit", hf.TFMobileViTModel, hf.MobileViTConfig(image_size=64, hidden_sizes=[32, 32, 32], neck_hidden_sizes=[8, 8, 16, 16, 16, 16, 32]), image(64)
    yield "cvt", hf.TFCvtModel, hf.CvtConfig(embed_dim=[16, 32, 48], num_heads=[1, 2, 3], depth=[1, 1, 2]), image(64)
    yield "efficientformer", hf.TFEfficientFormerModel, hf.EfficientFormerConfig(depths=[1, 1, 1, 2], hidden_sizes=[16, 24, 32, 48], dim=48, resolution=2, image_size=64, num_meta3d_blocks=1), image(64)
    yield "resnet", hf.TFResNetModel, hf.ResNetConfig(hidden_sizes=[16, 24, 32, 48], depths=[1, 1, 1, 1], embedding_size=16), image(64)
    yield "regnet", hf.TFRegNetModel, hf.RegNetConfig(hidden_sizes=[16, 24, 32, 48], depths=[1, 1, 1, 1], embedding_size=16, groups_width=8), image(64)
    yield "clip", hf.TFCLIPModel, hf.CLIPConfig(
        text_config=dict(vocab_size=WORDS, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=37, eos_token_id=98),
        vision_config=vision, projection_dim=16), lambda: [{**text(np.random.default_rng(i), 2, n), **image(32, (1,))()[0]} for i, n in enumerate((7, 12))]
    yield "blip_vision", hf.TFBlipVisionModel, hf.BlipVisionConfig(**vision), image(32)
    yield "sam_vision", hf.TFSamModel, hf.SamConfig(
        vision_config=dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, image_size=32, patch_size=8, output_channels=16, window_size=2, global_attn_indexes=[1], mlp_dim=37),
        prompt_encoder_config=dict(hidden_size=16, image_size=32, patch_size=8, image_embedding_size=4, mask_input_channels=8),
        mask_decoder_config=dict(hidden_size=16, num_hidden_layers=2, mlp_dim=37, num_attention_heads=4, iou_head_hidden_dim=16)), lambda: [
        {**image(32, (1,))()[0], "input_points": np.random.default_rng(n).uniform(0, 32, (1, 1, n, 2)).astype(np.float32)} for n in (1, 3)]
    yield "whisper", hf.TFWhisperForConditionalGeneration, hf.WhisperConfig(
        vocab_size=WORDS, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=37,
        decoder_ffn_dim=37, num_mel_bins=16, max_source_positions=20, max_target_positions=24, pad_token_id=1, bos_token_id=2, eos_token_id=2,
        decoder_start_token_id=3, suppress_tokens=None, begin_suppress_tokens=None), lambda: [
        {"input_features": np.random.default_rng(b).normal(size=(b, 16, 40)).astype(np.float32), "decoder_input_ids": ids(np.random.default_rng(b), b, n)} for b, n in ((1, 5), (2, 9))]
    yield "speech_to_text", hf.TFSpeech2TextModel, hf.Speech2TextConfig(
        vocab_size=WORDS, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=37,
        decoder_ffn_dim=37, input_feat_per_channel=16, conv_channels=24), lambda: [
        {"input_features": np.random.default_rng(b).normal(size=(b, t, 16)).astype(np.float32), "decoder_input_ids": ids(np.random.default_rng(b), b, n)} for b, t, n in ((1, 32, 5), (2, 41, 9))]
    for norm in ("group", "layer"):
        yield "wav2vec2_" + norm, hf.TFWav2Vec2ForCTC, hf.Wav2Vec2Config(
            **TEXT, feat_extract_norm=norm, conv_dim=(16, 16, 16), conv_stride=(5, 2, 2), conv_kernel=(10, 3, 3), num_conv_pos_embeddings=16,
            num_conv_pos_embedding_groups=4, do_stable_layer_norm=norm == "layer", layerdrop=0.0, mask_time_prob=0.0, mask_feature_prob=0.0), lambda: [
            {"input_values": np.random.default_rng(n).normal(size=(b, n)).astype(np.float32)} for b, n in ((1, 800), (2, 1300))]
    yield "hubert", hf.TFHubertModel, hf.HubertConfig(
        **TEXT, conv_dim=(16, 16, 16), conv_stride=(5, 2, 2), conv_kernel=(10, 3, 3), num_conv_pos_embeddings=16, num_conv_pos_embedding_groups=4,
        layerdrop=0.0, mask_time_prob=0.0, mask_feature_prob=0.0), lambda: [
        {"input_values": np.random.default_rng(n).normal(size=(b, n)).astype(np.float32)} for b, n in ((1, 800), (2, 1300))]
    yield "transfo_xl", getattr(hf, "TFTransfoXLModel", None), None, None


def make(folder, kind, config, feeds):
    tf.keras.utils.set_random_seed(1)
    model = kind(config)
    examples = feeds()
    model(examples[0])
    random = np.random.default_rng(2)
    for variable in model.weights:  # zeros as biases and ones as scales would hide what reads them wrongly
        if variable.dtype.is_floating:
            variable.assign_add(random.normal(0, 0.05, variable.shape).astype(variable.dtype.as_numpy_dtype))

    def shape(name):
        known = [example[name].shape for example in examples]
        if name == "pixel_values":
            return [None, *known[0][1:]]
        return [sizes[0] if len(set(sizes)) == 1 and axis > 1 else None for axis, sizes in enumerate(zip(*known))]

    signature = {name: tf.TensorSpec(shape(name), array.dtype, name) for name, array in examples[0].items()}

    @tf.function(input_signature=[signature])
    def serving(inputs):
        answer = model(inputs, training=False)
        named = {}
        for name, value in answer.items():
            for path, tensor in enumerate(tf.nest.flatten(value)):
                named[name if path == 0 else f"{name}_{path}"] = tensor
        return named

    module = tf.Module()  # the variables without their layers, whose own functions nobody needs and which take a minute to write
    module.weights = model.weights
    tf.saved_model.save(module, str(folder / "saved"), signatures={"serving_default": serving})
    for index, example in enumerate(examples):
        np.savez(folder / f"feeds-{index}.npz", **example)
        answers = serving({name: tf.constant(array) for name, array in example.items()})
        np.savez(folder / f"answers-{index}.npz", **{name: tensor.numpy() for name, tensor in answers.items()})


def main():
    root = pathlib.Path(sys.argv[1])
    wanted = sys.argv[2:]
    for name, kind, config, feeds in networks():
        if kind is None or (wanted and name not in wanted):
            continue
        folder = root / name
        if (folder / "made").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        try:
            make(folder, kind, config, feeds)
            (folder / "made").touch()
            print("made", name, flush=True)
        except Exception as e:
            print("NOT MADE", name, type(e).__name__, str(e)[:300], flush=True)
            if os.environ.get("TRACE"):
                traceback.print_exc()
        tf.keras.backend.clear_session()


if __name__ == "__main__":
    main()
