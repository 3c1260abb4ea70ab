import type { Abbreviation } from '../papers/abbreviations.ts';

const PAIRS = `AGI artificial general intelligence
AI artificial intelligence
AR autoregressive
ASR automatic speech recognition
BoN best-of-N
CLM causal language model
CNN convolutional neural network
CoT chain-of-thought
CPT continual pre-training
CUA computer-use agent
CV computer vision
DiT diffusion transformer
DL deep learning
dLLM diffusion language model
DPO direct preference optimization
EEG electroencephalography
FFN feed-forward network
GAN generative adversarial network
GNN graph neural network
3DGS 3D Gaussian splatting
GRPO group relative policy optimization
GUI graphical user interface
HCI human-computer interaction
HPC high-performance computing
ICL in-context learning
IR information retrieval
KD knowledge distillation
KG knowledge graph
KV key-value
LLM large language model
LM language model
LMM large multimodal model
LoRA low-rank adaptation
LRM large reasoning model
LSTM long short-term memory
LVLM large vision-language model
MCP model context protocol
MCTS Monte Carlo tree search
MIM masked image modeling
ML machine learning
MLLM multimodal large language model
MLM masked language modeling
MoE mixture-of-experts
MT machine translation
NER named entity recognition
NeRF neural radiance field
NLI natural language inference
NLP natural language processing
NMT neural machine translation
OCR optical character recognition
OOD out-of-distribution
ORM outcome reward model
PEFT parameter-efficient fine-tuning
PPO proximal policy optimization
PRM process reward model
PTQ post-training quantization
QA question answering
QAT quantization-aware training
RAG retrieval-augmented generation
RFT reinforcement fine-tuning
RL reinforcement learning
RLAIF reinforcement learning from AI feedback
RLHF reinforcement learning from human feedback
RLVR reinforcement learning with verifiable rewards
RM reward model
RNN recurrent neural network
RoPE rotary position embedding
SAE sparse autoencoder
SAM segment anything model
SFT supervised fine-tuning
SLAM simultaneous localization and mapping
SLM small language model
SoTA state-of-the-art
SSL self-supervised learning
SSM state space model
SVM support vector machine
SWE software engineering
T2I text-to-image
T2V text-to-video
I2V image-to-video
ToM theory of mind
ToT tree of thoughts
TTS text-to-speech
TTT test-time training
UI user interface
VAE variational autoencoder
ViT vision transformer
VLA vision-language-action
VLM vision-language model
VQA visual question answering
VR virtual reality
WSD word sense disambiguation`;

/** What everyone in the field writes without saying what it stands for. */
export const STANDING_ABBREVIATIONS: readonly Abbreviation[] = PAIRS.split('\n').map((line) => {
  const space = line.indexOf(' ');
  return { short: line.slice(0, space), long: line.slice(space + 1) };
});
