import 'gradient-figures';
import { useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const told = document.documentElement.dataset;

function Article() {
  const figure = useRef(null);
  const [learningRate, setLearningRate] = useState(1.1);
  // What the figure has when the first render is on the page: the module is not there yet.
  useLayoutEffect(() => {
    told.first = JSON.stringify([figure.current.learningRate, figure.current.status]);
  }, []);
  return (
    <>
      <gradient-descent
        ref={figure} learningRate={learningRate} steps={20} compact
        onfigure-load={({ detail }) => { told.loaded = JSON.stringify([detail.learningRate, detail.steps]); }}
        onfigure-error={({ detail }) => { told.refused = detail.message; }}
      />
      <button type="button" onClick={() => setLearningRate(0.4)}>slower</button>
    </>
  );
}

createRoot(document.getElementById('root')).render(<Article />);
