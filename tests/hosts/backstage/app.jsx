// Backstage as its own starter makes it, with one page: the Tech Radar's.
import { TechRadarPage } from "@backstage-community/plugin-tech-radar";
import { createApp } from "@backstage/app-defaults";
import { AppRouter, FlatRoutes } from "@backstage/core-app-api";
import { createRoot } from "react-dom/client";
import { Route } from "react-router-dom";

const data = { app: { title: "Ours", baseUrl: location.origin }, backend: { baseUrl: location.origin } };
const app = createApp({ configLoader: async () => [{ context: "test", data }] });
const App = app.createRoot(
	<AppRouter>
		<FlatRoutes>
			<Route path="/" element={<TechRadarPage width={1500} height={800} />} />
		</FlatRoutes>
	</AppRouter>,
);
createRoot(document.getElementById("root")).render(<App />);
