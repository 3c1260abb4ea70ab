import fc from 'fast-check';

// the same inputs in every run, so that a change alone turns a test red; PROPERTY_SEED tries others
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });
